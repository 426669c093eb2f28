"""The same with version 3: ModelTrainer and ScriptProcessor.

ModelTrainer takes neither tags nor keys of the defaults. It asks IAM about the role, which nobody reaches from the LOB's
network, and does without where the check of roles is off. The event has image, user and key.
"""

import os
import tempfile
from contextlib import redirect_stderr, redirect_stdout

from sdk.caught import Caught


def work(image, user, key):
    os.environ["SAGEMAKER_VALIDATE_ROLE"] = "false"
    from sagemaker.core.helper.session_helper import Session
    from sagemaker.core.processing import ScriptProcessor
    from sagemaker.core.shapes import ProcessingOutput, ProcessingS3Output, Tag
    from sagemaker.train.configs import Compute, InputData, OutputDataConfig, SourceCode
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
            compute=Compute(instance_type="ml.m5.large", instance_count=1, volume_kms_key_id=key),
            output_data_config=OutputDataConfig(kms_key_id=key),
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
        output = ProcessingS3Output(
            s3_uri=f"s3://{bucket}/{session.default_bucket_prefix}/processed",
            local_path="/opt/ml/processing/output",
            s3_upload_mode="EndOfJob",
        )
        processor.run(code=script, outputs=[ProcessingOutput(output_name="processed", s3_output=output)], wait=False)
    return {"bucket": bucket, "prefix": session.default_bucket_prefix, "calls": caught.calls}


def lambda_handler(event, context):
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return work(**event)
