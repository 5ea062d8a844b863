"""WordPress: comments under a blog's posts, read and answered through its own REST API."""
