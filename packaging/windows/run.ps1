# Installs what is missing, gets the models and starts FaceGate. Arguments go to the program.
param(
    [string] $ModelsFrom = '',
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Arguments = @()
)
. (Join-Path $PSScriptRoot 'common.ps1')

Install-Program 'demo' 'run'
Install-Models $ModelsFrom
& $Python (Join-Path $Root 'main.py') @Arguments
exit $LASTEXITCODE
