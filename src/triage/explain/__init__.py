"""Why a rule holds, why another does not, and what would change the result."""
