"""How long a build takes, how much memory, how large the pages: this program beside plain MkDocs and Hugo."""
