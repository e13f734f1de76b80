"""What people decide on marks: judging, undoing, queues, agreement, dump and load."""
