"""Uses the App Runner emulator through boto3 and prints what came back, as one JSON object.

Its member `answers` has the first answer of each operation, as boto3 read it. The endpoint is the first argument. The emulator runs on a virtual clock, which this script advances.
"""

import json
import sys
import urllib.request

import boto3
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
session = boto3.session.Session(
    aws_access_key_id="AKIDBOTO", aws_secret_access_key="any", region_name="eu-central-1"
)
client = session.client("apprunner", endpoint_url=endpoint)
found = {"answers": {}}


def keep(parsed, model, **_event):
    if "Error" not in parsed:
        answer = {name: value for name, value in parsed.items() if name != "ResponseMetadata"}
        found["answers"].setdefault(model.name, answer)


client.meta.events.register("after-call.apprunner", keep)


def advance(minutes):
    body = json.dumps({"advanceMs": minutes * 60_000}).encode()
    urllib.request.urlopen(urllib.request.Request(endpoint + "/_emulator/clock", body, method="POST")).read()


def refused(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return {
            "code": error.response["Error"]["Code"],
            "message": error.response["Error"]["Message"],
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
            "class": type(error).__name__,
        }
    return "accepted"


def source(tag):
    return {
        "ImageRepository": {
            "ImageIdentifier": "public.ecr.aws/x1y2z3a4/demo:" + tag,
            "ImageRepositoryType": "ECR_PUBLIC",
            "ImageConfiguration": {"Port": "3000", "RuntimeEnvironmentVariables": {"A": "1"}},
        }
    }


created = client.create_service(
    ServiceName="by-boto3",
    SourceConfiguration=source("1"),
    InstanceConfiguration={"Cpu": "0.5 vCPU", "Memory": "1 GB"},
    Tags=[{"Key": "team", "Value": "shop"}],
)
arn = created["Service"]["ServiceArn"]
found["created"] = created["Service"]["Status"]
found["createdAt"] = created["Service"]["CreatedAt"].isoformat()
found["busy"] = refused(client.pause_service, ServiceArn=arn)
found["busyDeployment"] = refused(client.start_deployment, ServiceArn=arn)
advance(4)

described = client.describe_service(ServiceArn=arn)["Service"]
found["described"] = [described["Status"], described["InstanceConfiguration"], described["SourceConfiguration"]]
found["listed"] = [service["ServiceName"] for service in client.list_services(MaxResults=20)["ServiceSummaryList"]]
found["scaling"] = client.describe_auto_scaling_configuration(
    AutoScalingConfigurationArn=described["AutoScalingConfigurationSummary"]["AutoScalingConfigurationArn"]
)["AutoScalingConfiguration"]["Status"]

client.tag_resource(ResourceArn=arn, Tags=[{"Key": "stage", "Value": "live"}])
client.untag_resource(ResourceArn=arn, TagKeys=["team"])
found["tags"] = client.list_tags_for_resource(ResourceArn=arn)["Tags"]

client.update_service(ServiceArn=arn, SourceConfiguration=source("fail-start"))
advance(16)
client.start_deployment(ServiceArn=arn)
advance(4)
client.pause_service(ServiceArn=arn)
advance(2)
found["pausedAgain"] = "OperationId" in client.pause_service(ServiceArn=arn)
client.resume_service(ServiceArn=arn)
advance(2)
deleted = client.delete_service(ServiceArn=arn)
found["deleting"] = [deleted["Service"]["Status"], len(deleted["OperationId"])]
advance(3)
found["gone"] = client.describe_service(ServiceArn=arn)["Service"]["Status"]
found["operations"] = [
    [operation["Type"], operation["Status"], operation["EndedAt"] >= operation["StartedAt"]]
    for operation in client.list_operations(ServiceArn=arn)["OperationSummaryList"]
]

found["missing"] = refused(client.update_service, ServiceArn=arn, SourceConfiguration=source("2"))
found["invalid"] = refused(client.create_service, ServiceName="by-boto3", SourceConfiguration={})


# One of each of what services refer to, and a private service's ingress and domain.
scaling_arn = client.create_auto_scaling_configuration(AutoScalingConfigurationName="by-boto3")[
    "AutoScalingConfiguration"
]["AutoScalingConfigurationArn"]
client.list_auto_scaling_configurations(LatestOnly=False)
client.list_services_for_auto_scaling_configuration(AutoScalingConfigurationArn=scaling_arn)
client.update_default_auto_scaling_configuration(AutoScalingConfigurationArn=scaling_arn)
default = scaling_arn.split("/")[0] + "/DefaultConfiguration"
client.update_default_auto_scaling_configuration(AutoScalingConfigurationArn=default)
client.delete_auto_scaling_configuration(AutoScalingConfigurationArn=scaling_arn)

traces_arn = client.create_observability_configuration(
    ObservabilityConfigurationName="by-boto3", TraceConfiguration={"Vendor": "AWSXRAY"}
)["ObservabilityConfiguration"]["ObservabilityConfigurationArn"]
client.describe_observability_configuration(ObservabilityConfigurationArn=traces_arn)
client.list_observability_configurations()
client.delete_observability_configuration(ObservabilityConfigurationArn=traces_arn)

connector_arn = client.create_vpc_connector(VpcConnectorName="by-boto3", Subnets=["subnet-1"])["VpcConnector"][
    "VpcConnectorArn"
]
client.describe_vpc_connector(VpcConnectorArn=connector_arn)
client.list_vpc_connectors()
client.delete_vpc_connector(VpcConnectorArn=connector_arn)

connection = client.create_connection(ConnectionName="by-boto3", ProviderType="GITHUB")["Connection"]
client.list_connections()
client.delete_connection(ConnectionArn=connection["ConnectionArn"])

private = client.create_service(
    ServiceName="private",
    SourceConfiguration=source("1"),
    NetworkConfiguration={"IngressConfiguration": {"IsPubliclyAccessible": False}},
)["Service"]["ServiceArn"]
advance(10)
ingress = client.create_vpc_ingress_connection(
    ServiceArn=private,
    VpcIngressConnectionName="by-boto3",
    IngressVpcConfiguration={"VpcId": "vpc-1", "VpcEndpointId": "vpce-1"},
)["VpcIngressConnection"]["VpcIngressConnectionArn"]
advance(5)
client.update_vpc_ingress_connection(
    VpcIngressConnectionArn=ingress,
    IngressVpcConfiguration={"VpcId": "vpc-1", "VpcEndpointId": "vpce-2"},
)
advance(5)
client.describe_vpc_ingress_connection(VpcIngressConnectionArn=ingress)
client.list_vpc_ingress_connections()
client.associate_custom_domain(ServiceArn=private, DomainName="shop.test")
advance(1)
client.describe_custom_domains(ServiceArn=private)
client.disassociate_custom_domain(ServiceArn=private, DomainName="shop.test")
client.delete_vpc_ingress_connection(VpcIngressConnectionArn=ingress)
advance(5)
client.delete_service(ServiceArn=private)

found["identity"] = session.client("sts", endpoint_url=endpoint).get_caller_identity()["Account"]
print(json.dumps(found, default=lambda time: time.isoformat()))
