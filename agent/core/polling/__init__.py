"""What is asked of whom, when, and how a conversation goes on: without a socket."""
