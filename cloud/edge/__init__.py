"""One file for each outside thing; boto3 stands here and nowhere else."""
