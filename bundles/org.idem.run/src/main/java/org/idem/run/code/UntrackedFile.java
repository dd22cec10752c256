package org.idem.run.code;

/**
 * A file of a repository's folder that git neither knows nor ignores. Its content is not kept.
 *
 * @param path relative to the repository, with slashes
 * @param bytes its size
 * @param sha256 of its content, in hexadecimal; empty where the file is too large to be read
 */
public record UntrackedFile(String path, long bytes, String sha256) {}
