# Finds Python and hands everything to sign.py, the exit code back: .\sign\sign.ps1 dist\meters.exe
$launcher = Get-Command py, python -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
if (-not $launcher) {
    [Console]::Error.WriteLine('Python 3.11 or later is needed and is not on the PATH.')
    exit 11
}
& $launcher.Source (Join-Path $PSScriptRoot 'sign.py') @args
exit $LASTEXITCODE
