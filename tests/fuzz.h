/* Fuzzing: each tests/fuzz-NAME.c checks what must hold for any bytes. Built
 * with clang's libFuzzer as tests/libfuzz-NAME (--enable-fuzzers); make check
 * runs the same over tests/corpus/NAME with tests/fuzz-main.c. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "model/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Ends the program with the sentence that did not hold. */
void must(bool holds, const char *what);

#endif
