"""Speed, measured in a real pseudo-terminal and told as ratios against bare references in the same run."""
