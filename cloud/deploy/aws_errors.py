"""What AWS answers when it will not, in sentences. The codes are those of AWS's guides ("Common errors")."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    ProfileNotFound,
    TokenRetrievalError,
    WaiterError,
)

from cloud.deploy.stack_settings import Wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOG_IN = "Log in to AWS first, such as by `aws sso login` or `aws configure`."
_SAID = {
    "ExpiredToken": f"Your AWS session has ended. {_LOG_IN}",
    "ExpiredTokenException": f"Your AWS session has ended. {_LOG_IN}",
    "InvalidClientTokenId": f"AWS does not know these credentials. {_LOG_IN}",
    "UnrecognizedClientException": f"AWS does not know these credentials, or the region is off. {_LOG_IN}",
    "SignatureDoesNotMatch": f"These credentials are wrong. {_LOG_IN}",
    "OptInRequired": "This service is not enabled in this account: sign up for it in the console.",
    "Throttling": "AWS asks to go slower. Wait a minute and do this again.",
    "RequestExpired": "The clock of this computer is wrong. Set it and do this again.",
}
_DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "403"}


@contextmanager
def as_sentences() -> Iterator[None]:
    """Let what AWS refuses within be a sentence: Wrong."""
    try:
        yield
    except (NoCredentialsError, TokenRetrievalError, ProfileNotFound) as error:
        raise Wrong(f"AWS can't be asked: {error}. {_LOG_IN}") from error
    except EndpointConnectionError as error:
        raise Wrong(f"AWS can't be reached: {error}") from error
    except WaiterError as error:
        raise Wrong(
            f"AWS did not come to an end: {error}. Do this again; it goes on where it stands."
        ) from error
    except ClientError as error:
        raise Wrong(sentence(error)) from error
    except BotoCoreError as error:
        raise Wrong(f"AWS can't be asked: {error}") from error


def code_of(error: ClientError) -> str:
    """Return AWS's word for an error."""
    return str(error.response["Error"].get("Code", ""))


def sentence(error: ClientError) -> str:
    """Return an error of AWS as a sentence that says what to do."""
    code, message = code_of(error), error.response["Error"].get("Message", "")
    if code in _DENIED:
        return (
            f"You may not do this ({error.operation_name}): {message}. Ask who looks after the AWS account."
        )
    return _SAID.get(code, f"AWS refuses {error.operation_name}: {message} ({code}).")
