"""The trail: every act in words, and the proof that nothing was changed."""
