"""The secret side: which hidden inputs a student gets, and the answers to them."""
