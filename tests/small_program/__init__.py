"""The folder of this program: without this file Python would take the package of the tests in its place."""
