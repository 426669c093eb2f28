"""Trains the sample model and writes iris.json beside this file.

Run it with the packages of requirements.txt:  python models/iris/train.py

The model is multinomial logistic regression on Fisher's iris data, which scikit-learn ships. Thirty of the 150 rows
are held out of the training; they are written beside the coefficients, so that the accuracy can be checked without
Python.
"""

import json
from pathlib import Path

from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

FEATURES = ["sepalLength", "sepalWidth", "petalLength", "petalWidth"]

iris = load_iris()
train_rows, held_out_rows, train_species, held_out_species = train_test_split(
    iris.data, iris.target, test_size=30, stratify=iris.target, random_state=2024
)
model = LogisticRegression(max_iter=1000).fit(train_rows, train_species)
names = [str(name) for name in iris.target_names]

document = {
    "description": "Multinomial logistic regression on Fisher's iris data, trained by train.py",
    "features": FEATURES,
    "unit": "centimetres",
    "species": names,
    "coefficients": [[round(float(c), 6) for c in row] for row in model.coef_],
    "intercepts": [round(float(i), 6) for i in model.intercept_],
    "trainedOn": len(train_rows),
    "heldOut": {
        "accuracy": round(float(model.score(held_out_rows, held_out_species)), 4),
        "rows": [
            {"features": [float(value) for value in row], "species": names[species]}
            for row, species in zip(held_out_rows, held_out_species)
        ],
    },
}

Path(__file__).with_name("iris.json").write_text(json.dumps(document, indent=1) + "\n")
print(f"accuracy on {len(held_out_rows)} held-out rows: {document['heldOut']['accuracy']}")
