"""The sample model on SageMaker's scikit-learn image, which calls model_fn once, and the others for each request.

Source: SageMaker Python SDK, "Use Scikit-learn with the SageMaker Python SDK", "Deploy a Scikit-learn Model".
"""

import json
import math
from pathlib import Path


def model_fn(model_dir):
    """Loads the coefficients that train.py found."""
    return json.loads((Path(model_dir) / "model.json").read_text())


def input_fn(body, content_type):
    """Reads one flower's measures in centimetres."""
    if content_type.split(";")[0].strip() != "application/json":
        raise ValueError(f"the content type is {content_type}: send application/json")
    return json.loads(body)


def predict_fn(measures, model):
    """Multinomial logistic regression: the species with the highest softmax probability."""
    features = [float(measures[name]) for name in model["features"]]
    scores = [
        sum(weight * value for weight, value in zip(weights, features)) + intercept
        for weights, intercept in zip(model["coefficients"], model["intercepts"])
    ]
    highest = max(scores)
    total = sum(math.exp(score - highest) for score in scores)
    hundredths = math.floor(100 / total + 0.5)
    return {
        "species": model["species"][scores.index(highest)],
        # Certainty is 1, and not Python's 1.0.
        "probability": 1 if hundredths == 100 else hundredths / 100,
    }


def output_fn(prediction, accept):
    """Answers JSON, whatever the caller accepts: the model has no other form."""
    return json.dumps(prediction, separators=(",", ":")), "application/json"
