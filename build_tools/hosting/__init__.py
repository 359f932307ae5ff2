"""What a server must send with each file: one policy, written for each known server, and looked at when served."""
