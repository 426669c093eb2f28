"""Trains, processes and makes a model with version 2 of the SageMaker Python SDK, saying only what is the user's own.

The event has image, and model, an address in S3. The answer has bucket, prefix, and the calls that would have left.
"""

import os
import tempfile
from contextlib import redirect_stderr, redirect_stdout

from sdk.caught import Caught


def work(image, model):
    from sagemaker import Session
    from sagemaker.estimator import Estimator
    from sagemaker.model import Model
    from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor

    caught = Caught()
    session = Session(boto_session=caught.session)
    bucket = session.default_bucket()
    size = {"instance_count": 1, "instance_type": "ml.m5.large", "sagemaker_session": session}
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "train.py")
        data = os.path.join(folder, "data.csv")
        for file in (script, data):
            with open(file, "w") as opened:
                opened.write("1\n")
        estimator = Estimator(image_uri=image, source_dir=folder, entry_point="train.py", **size)
        estimator.fit({"train": session.upload_data(data)}, wait=False)
        processor = ScriptProcessor(image_uri=image, command=["python3"], **size)
        processor.run(
            code=script,
            inputs=[ProcessingInput(source=data, destination="/opt/ml/processing/input")],
            outputs=[ProcessingOutput(source="/opt/ml/processing/output")],
            wait=False,
        )
    Model(image_uri=image, model_data=model, sagemaker_session=session).create(instance_type="ml.m5.large")
    return {"bucket": bucket, "prefix": session.default_bucket_prefix, "calls": caught.calls}


def lambda_handler(event, context):
    # The SDK tells on both what it takes of the defaults.
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return work(**event)
