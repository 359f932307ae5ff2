"""Where a release comes from: its commit and the time of it, the files exactly as committed, and the manifest.

In: the folder of a project, or of a finished site. Out: facts, and problems where something cannot be so.
"""
