"""What the student writes in lesson 01."""
