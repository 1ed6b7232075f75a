"""Children's forums: delegates as numbers, their questions, who answers by when, what came of it."""
