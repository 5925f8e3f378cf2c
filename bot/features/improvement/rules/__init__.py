"""What a bad run is, what a plan may contain, who may move it where. Pure."""
