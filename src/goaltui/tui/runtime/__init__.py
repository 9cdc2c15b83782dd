"""The program around its screens: start, threads, keys that wait, memory, the terminal, a crash."""
