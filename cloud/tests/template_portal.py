"""What the template has to say of the portal, of decisions over the API, and of what is told at once."""

from typing import Any


def _att(name: str, what: str = "Arn") -> dict[str, list[str]]:
    return {"Fn::GetAtt": [name, what]}


def _called_by_the_api(function: str) -> dict[str, Any]:
    """Return the facts of a function's integration and of who may call it: the stack's own API alone."""
    source = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*"
    integration = {"Decide": "ToDecide", "Pages": "ToPortal"}[function]
    return {
        f"{integration}.Properties.IntegrationType": "AWS_PROXY",
        f"{integration}.Properties.IntegrationUri": _att(function),
        f"{integration}.Properties.PayloadFormatVersion": "2.0",
        f"{function}Called.Properties": {
            "Action": "lambda:InvokeFunction",
            "FunctionName": {"Ref": function},
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": {"Fn::Sub": source},
        },
    }


PORTAL: dict[str, Any] = {
    "Scopes.Properties.Scopes.1.ScopeName": "decide",
    # The client's secret stands in Secrets Manager, and in no environment.
    "PortalSecret.Properties.KmsKeyId": _att("Key"),
    "PortalSecret.Properties.SecretString": _att("Portal", "ClientSecret"),
    # The portal checks its sessions itself; a decision over the API takes a scope of its own.
    **_called_by_the_api("Pages"),
    "AnyPage.Properties.AuthorizationType": "NONE",
    "AnyPage.Properties.RouteKey": "ANY /{page+}",
    "FirstPage.Properties.AuthorizationType": "NONE",
    "FirstPage.Properties.RouteKey": "ANY /",
    "Pages.Properties.Environment.Variables": {
        "POWERTOOLS_SERVICE_NAME": "portal",
        "SETTLE_TASKS": {"Ref": "SettleTasks"},
        "PORTAL_ADDRESS": {"Ref": "PortalAddress"},
        "TOKEN_ISSUER": _att("People", "ProviderURL"),
        "CLIENT_ID": {"Ref": "Portal"},
        "CLIENT_SECRET": {"Ref": "PortalSecret"},
        "LOGOUT_ADDRESS": {"Fn::Sub": "https://${SignInPrefix}.auth.${AWS::Region}.amazoncognito.com/logout"},
        "STACK": {"Ref": "AWS::StackName"},
        "OPERATOR_DEALER": {"Ref": "OperatorDealer"},
        "CLOSING_KEY": _att("ClosingKey", "Arn"),
    },
    **_called_by_the_api("Decide"),
    "Decide.Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME": "decide",
    "Decide.Properties.Environment.Variables.DEALER_REQUESTS": {"Ref": "DealerRequests"},
    "Decide.Properties.Environment.Variables.CLOSING_KEY": _att("ClosingKey", "Arn"),
    "Decisions.Properties.RouteKey": "POST /v1/decisions",
    "Decisions.Properties.AuthorizationType": "JWT",
    "Decisions.Properties.AuthorizerId": {"Ref": "Token"},
    "Decisions.Properties.AuthorizationScopes": ["meters/decide"],
    "Closings.Properties.RouteKey": "POST /v1/closings",
    "Closings.Properties.AuthorizationType": "JWT",
    "Closings.Properties.AuthorizerId": {"Ref": "Token"},
    "Closings.Properties.AuthorizationScopes": ["meters/decide"],
    "OrderDecisions.Properties.RouteKey": "POST /v1/orders",
    "OrderDecisions.Properties.AuthorizationType": "JWT",
    "OrderDecisions.Properties.AuthorizerId": {"Ref": "Token"},
    "OrderDecisions.Properties.AuthorizationScopes": ["meters/decide"],
    "Notify.Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME": "notify",
    "Notify.Properties.Events.EachMinute.Properties.Schedule": "rate(1 minute)",
}
