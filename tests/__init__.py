"""What crosses features: journeys, architecture, the access matrix, crash, query counts. And how tests are run."""
