"""Charts over the whole screen."""
