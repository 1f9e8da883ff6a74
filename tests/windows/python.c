/* python.exe for the test rig: hands its arguments to the interpreter in python311.dll beside it. */
#include <stdio.h>
#include <windows.h>

typedef int (*py_main)(int, wchar_t **);

int wmain(int count, wchar_t **arguments)
{
    HMODULE library = LoadLibraryW(L"python311.dll");
    py_main run = library ? (py_main)(void (*)(void))GetProcAddress(library, "Py_Main") : NULL;
    if (run == NULL) {
        fprintf(stderr, "python311.dll can't be loaded: error %lu\n", GetLastError());
        return 1;
    }
    return run(count, arguments);
}
