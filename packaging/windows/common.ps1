# Shared by run.ps1 and test.ps1: the virtual environment, the packages, the models.

$ErrorActionPreference = 'Stop'
$Root = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
$Venv = Join-Path $Root '.venv'
$Python = Join-Path $Venv 'Scripts\python.exe'
$CompilerLine = 'winget install Microsoft.VisualStudio.2022.BuildTools --override "--wait --passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"'

function Stop-With([string] $Text) {
    [Console]::Error.WriteLine($Text)
    exit 1
}

function Invoke-Checked {
    # Runs a program and stops where it fails: PowerShell goes on by itself.
    $Program, $Rest = $args
    & $Program @Rest
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

function Test-Quietly {
    # Whether a program succeeds, whatever it says. Windows PowerShell takes redirected stderr for an error of its own.
    $ErrorActionPreference = 'Continue'
    $Program, $Rest = $args
    & $Program @Rest 2>$null | Out-Null
    return $LASTEXITCODE -eq 0
}

function Find-Python {
    # The first Python that is new enough and has 64 bits.
    $Test = 'import struct, sys; sys.exit(not (sys.version_info >= (3, 11) and struct.calcsize("P") == 8))'
    foreach ($Candidate in @(@('py', '-3'), @('python'), @('python3'))) {
        if (-not (Get-Command $Candidate[0] -ErrorAction SilentlyContinue)) { continue }
        $Options = @($Candidate | Select-Object -Skip 1)
        if (Test-Quietly $Candidate[0] @Options '-c' $Test) { return , $Candidate }
    }
    Stop-With "FaceGate needs Python 3.11 or newer, 64 bit. Install it: winget install Python.Python.3.12"
}

function Test-Compiler {
    if (Get-Command cl.exe -ErrorAction SilentlyContinue) { return $true }
    $VsWhere = Join-Path ${env:ProgramFiles(x86)} 'Microsoft Visual Studio\Installer\vswhere.exe'
    if (-not (Test-Path $VsWhere)) { return $false }
    $Found = & $VsWhere -products '*' -requires Microsoft.VisualStudio.Component.VC.Tools.x86.x64 -property installationPath
    return [bool] $Found
}

function Install-Program([string] $Extras, [string] $Stamp) {
    $StampFile = Join-Path $Venv ".installed-$Stamp"
    $Wanted = Get-Item (Join-Path $Root 'pyproject.toml')
    if ((Test-Path $StampFile) -and ((Get-Item $StampFile).LastWriteTime -ge $Wanted.LastWriteTime)) { return }
    if (-not (Test-Path $Python)) {
        $Base = Find-Python
        $Options = @($Base | Select-Object -Skip 1)
        Invoke-Checked $Base[0] @Options '-m' 'venv' $Venv
    }
    if (-not (Test-Quietly $Python '-c' 'import hnswlib') -and -not (Test-Compiler)) {
        Stop-With "hnswlib is published as source only and needs a C++ compiler. Install one: $CompilerLine"
    }
    Invoke-Checked $Python '-m' 'pip' 'install' '--quiet' '--disable-pip-version-check' '-e' "$Root[$Extras]"
    New-Item -ItemType File -Force $StampFile | Out-Null
}

function Install-Models([string] $From) {
    if (-not $env:FACEGATE_MODELS_DIR) { $env:FACEGATE_MODELS_DIR = Join-Path $Root 'build\models' }
    $Options = @()
    if ($From) { $Options = @('--from', $From) }
    Invoke-Checked $Python (Join-Path $Root 'main.py') '--data-dir' (Join-Path $Root 'build\data') 'models' 'install' @Options
}
