/* SPDX-License-Identifier: MIT */
#include "zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "die.h"
#include "files.h"
#include "text.h"

/* 2000-01-01: zip knows no date before 1980, and make wants none in the future. */
#define DATE 946684800

struct zip {
	struct archive *archive;
	struct text bytes;
};

static la_ssize_t take_bytes(struct archive *archive, void *of, const void *bytes, size_t count)
{
	struct zip *zip = of;

	(void)archive;
	text_add(&zip->bytes, bytes, count);
	return (la_ssize_t)count;
}

struct zip *zip_new(void)
{
	struct zip *zip = calloc(1, sizeof *zip);

	if (zip == NULL)
		die("out of memory");
	zip->archive = archive_write_new();
	if (zip->archive == NULL || archive_write_set_format_zip(zip->archive) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(zip->archive, 1) != ARCHIVE_OK ||
	    archive_write_open(zip->archive, zip, NULL, take_bytes, NULL) != ARCHIVE_OK)
		die("libarchive cannot write a zip archive here");
	return zip;
}

void zip_free(struct zip *zip)
{
	archive_write_free(zip->archive);
	text_release(&zip->bytes);
	free(zip);
}

static bool add_bytes(struct zip *zip, const char *name, const char *bytes, size_t count,
		      mode_t mode)
{
	struct archive_entry *entry = archive_entry_new();
	bool added;

	if (entry == NULL)
		die("out of memory");
	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (la_int64_t)count);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, mode & S_IXUSR ? 0755 : 0644);
	archive_entry_set_mtime(entry, DATE, 0);
	added = archive_write_header(zip->archive, entry) == ARCHIVE_OK &&
		archive_write_data(zip->archive, bytes, count) == (la_ssize_t)count;
	archive_entry_free(entry);
	return added;
}

bool zip_add_file(struct zip *zip, const char *path, const char *name, char **error)
{
	struct stat status;
	size_t count;
	char *bytes = files_read(path, &count);
	bool added = bytes != NULL && stat(path, &status) == 0;

	if (!added)
		*error = format_string("%s cannot be read: %s", path, strerror(errno));
	else if (!add_bytes(zip, name, bytes, count, status.st_mode)) {
		added = false;
		*error = format_string("%s cannot be packed: %s", path,
				       archive_error_string(zip->archive));
	}
	free(bytes);
	return added;
}

static int is_wanted(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return entry->d_name[0] != '.' && entry->d_name[length - 1] != '~';
}

static bool add_entry(struct zip *zip, const char *path, const char *name, char **error)
{
	struct stat status;

	if (lstat(path, &status) != 0) {
		*error = format_string("%s: %s", path, strerror(errno));
		return false;
	}
	if (S_ISDIR(status.st_mode))
		return zip_add_folder(zip, path, name, error);
	return !S_ISREG(status.st_mode) || zip_add_file(zip, path, name, error);
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name); /* not alphasort: that asks the locale */
}

bool zip_add_folder(struct zip *zip, const char *path, const char *name, char **error)
{
	struct dirent **entries;
	int count = scandir(path, &entries, is_wanted, by_bytes);
	bool added = count >= 0;

	if (!added) {
		*error = format_string("the folder %s cannot be read: %s", path, strerror(errno));
		return false;
	}
	for (int i = 0; i < count; i++) {
		char *from = format_string("%s/%s", path, entries[i]->d_name);
		char *to = format_string("%s%s%s", name, name[0] != '\0' ? "/" : "",
					 entries[i]->d_name);

		added = added && add_entry(zip, from, to, error);
		free(from);
		free(to);
		free(entries[i]);
	}
	free(entries);
	return added;
}

bool zip_write(struct zip *zip, const char *path, char **error)
{
	bool written = archive_write_close(zip->archive) == ARCHIVE_OK;

	if (!written)
		*error = format_string("%s cannot be packed: %s", path,
				       archive_error_string(zip->archive));
	else if (!files_write(path, zip->bytes.bytes, zip->bytes.length)) {
		written = false;
		*error = format_string("%s cannot be written: %s; name another file with -o", path,
				       strerror(errno));
	}
	zip_free(zip);
	return written;
}
