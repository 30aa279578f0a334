/* SPDX-License-Identifier: MIT */
#include "digest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"

void digest_begin(struct digest *digest)
{
	sha256_init(&digest->state);
}

void digest_add(struct digest *digest, const void *bytes, size_t count)
{
	uint64_t length = count;

	sha256_update(&digest->state, sizeof length, (const uint8_t *)&length);
	sha256_update(&digest->state, count, bytes);
}

void digest_word(struct digest *digest, const char *word)
{
	digest_add(digest, word, strlen(word));
}

void digest_file(struct digest *digest, const char *path)
{
	size_t count;
	char *bytes = files_read(path, &count);

	digest_word(digest, bytes != NULL ? "there" : "absent");
	if (bytes != NULL)
		digest_add(digest, bytes, count);
	free(bytes);
}

void digest_end(struct digest *digest, char hex[static DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t bytes[SHA256_DIGEST_SIZE];

	sha256_digest(&digest->state, sizeof bytes, bytes);
	for (size_t i = 0; i < sizeof bytes; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	hex[2 * sizeof bytes] = '\0';
}

void digest_of(const void *bytes, size_t count, char hex[static DIGEST_HEX])
{
	struct digest digest;

	digest_begin(&digest);
	sha256_update(&digest.state, count, bytes);
	digest_end(&digest, hex);
}
