"""Serves requests as SageMaker's scikit-learn image does. Arguments: a model.tar.gz; stdin: a list of requests as JSON.

The image unpacks the archive below /opt/ml/model, imports the script that SAGEMAKER_PROGRAM names from its folder code, calls
model_fn once and, for each request, input_fn, predict_fn and output_fn. What these raise is the image's status 500.

Source: aws/sagemaker-scikit-learn-container, serving.py, and aws/sagemaker-containers, _transformer.py.
"""

import importlib
import json
import sys
import tarfile
import tempfile
from pathlib import Path


def transform(script, model, request):
    data = script.input_fn(request["body"], request["contentType"])
    body, content_type = script.output_fn(script.predict_fn(data, model), request["accept"])
    return {"body": body, "contentType": content_type}


def answer(script, model, request):
    try:
        return transform(script, model, request)
    except Exception as error:  # noqa: BLE001 - as the image
        return {"error": f"{type(error).__name__}: {error}"}


with tempfile.TemporaryDirectory() as folder:
    with tarfile.open(sys.argv[1]) as archive:
        archive.extractall(folder)
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(Path(folder) / "code"))
    script = importlib.import_module("inference")
    model = script.model_fn(folder)
    json.dump([answer(script, model, request) for request in json.load(sys.stdin)], sys.stdout)
