"""What a step shows beyond its plain answers: one module per step that has something to show."""
