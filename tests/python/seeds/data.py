"""The module with payloads that the inference seed imports."""

body2 = {"sepalLength": 6.3, "sepalWidth": 3.3, "petalLength": 6, "petalWidth": 2.5}
