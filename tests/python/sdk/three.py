"""The same with version 3: ModelTrainer and ScriptProcessor.

ModelTrainer takes no tags of the defaults, and asks IAM about the role, which nobody reaches from the LOB's network.
"""

import os
import tempfile
from contextlib import redirect_stderr, redirect_stdout

from sdk.caught import Caught


def work(image, user):
    os.environ["SAGEMAKER_VALIDATE_ROLE"] = "false"
    from sagemaker.core.helper.session_helper import Session
    from sagemaker.core.processing import ScriptProcessor
    from sagemaker.core.shapes import Tag
    from sagemaker.train.configs import Compute, InputData, SourceCode
    from sagemaker.train.model_trainer import ModelTrainer

    caught = Caught()
    session = Session(boto_session=caught.session)
    bucket = session.default_bucket()
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "train.py")
        with open(script, "w") as opened:
            opened.write("1\n")
        trainer = ModelTrainer(
            training_image=image,
            source_code=SourceCode(source_dir=folder, entry_script="train.py"),
            compute=Compute(instance_type="ml.m5.large", instance_count=1),
            sagemaker_session=session,
            tags=[Tag(key="studio-user", value=user)],
        )
        trainer.train(input_data_config=[InputData(channel_name="train", data_source=folder)], wait=False)
        processor = ScriptProcessor(
            image_uri=image,
            command=["python3"],
            instance_count=1,
            instance_type="ml.m5.large",
            sagemaker_session=session,
        )
        processor.run(code=script, wait=False)
    return {"bucket": bucket, "prefix": session.default_bucket_prefix, "calls": caught.calls}


def lambda_handler(event, context):
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return work(event["image"], event["user"])
