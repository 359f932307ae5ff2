"""Text comes in; HTML, plain text, parts of a text message or codes to read aloud go out."""
