# Installs what is missing, gets the models and runs every check and test. Arguments go to pytest.
param(
    [string] $ModelsFrom = '',
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Arguments = @()
)
. (Join-Path $PSScriptRoot 'common.ps1')

Install-Program 'demo,dev' 'test'
Set-Location $Root
Invoke-Checked $Python '-m' 'ruff' 'check' '.'
Invoke-Checked $Python '-m' 'ruff' 'format' '--check' '.'
Invoke-Checked $Python '-m' 'mypy'
Invoke-Checked (Join-Path $Venv 'Scripts\lint-imports.exe')
Install-Models $ModelsFrom
& $Python '-m' 'pytest' '-n' '2' '--dist' 'loadfile' @Arguments
exit $LASTEXITCODE
