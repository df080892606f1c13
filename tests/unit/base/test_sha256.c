/* SHA-256: the examples of FIPS 180-4, and lengths around the ends of blocks. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "base/sha256.h"

/* The digest of `times` times the bytes, in pieces of `piece`. */
static const char *digest_of(const char *bytes, size_t times, size_t piece)
{
    static char hex[2 * SHA256_BYTES + 1];
    uint8_t digest[SHA256_BYTES];
    sha256 s;
    sha256_begin(&s);
    for (size_t i = 0; i < times; i++)
        for (size_t at = 0, n = strlen(bytes); at < n; at += piece)
            sha256_add(&s, (str){bytes + at, n - at < piece ? n - at : piece});
    sha256_end(&s, digest);
    for (size_t i = 0; i < SHA256_BYTES; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    return hex;
}

Test(sha256, known_digests)
{
    cr_expect_str_eq(digest_of("", 0, 64), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    cr_expect_str_eq(digest_of("abc", 1, 64), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    cr_expect_str_eq(digest_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1, 64),
                     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    cr_expect_str_eq(digest_of("a", 1000000, 64), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    cr_expect_str_eq(digest_of("a", 55, 64), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    cr_expect_str_eq(digest_of("a", 56, 64), "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    cr_expect_str_eq(digest_of("a", 63, 64), "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34");
    cr_expect_str_eq(digest_of("a", 64, 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
    cr_expect_str_eq(digest_of("a", 65, 64), "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0");
    cr_expect_str_eq(digest_of("a", 119, 64), "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb");
    cr_expect_str_eq(digest_of("a", 120, 64), "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c");
}

Test(sha256, pieces_make_no_difference)
{
    char text[200];
    char whole[2 * SHA256_BYTES + 1];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    strcpy(whole, digest_of(text, 1, sizeof text));
    for (size_t piece = 1; piece < sizeof text; piece++)
        cr_expect_str_eq(digest_of(text, 1, piece), whole, "pieces of %zu", piece);
}
