"""What the student writes in lesson 05."""
