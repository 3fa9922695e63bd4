// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a packed chart that say what it is and depends on.
 *
 * @param description of the chart itself, null when there is none
 * @param requirements of an older chart, null when there are none
 * @param vendored versions of the charts below {@code charts/}, by their names; those that are packed once more are not opened, and
 *     counted by their names
 */
record ChartArchive(
        @Nullable ChartDescription description, @Nullable ChartDescription requirements, Map<String, String> vendored) {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE = 156;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    /** Helm's own limit of one file in a chart is 5 MiB; no description is as long. */
    private static final int LONGEST_DESCRIPTION = 5 * 1024 * 1024;

    /** Helm takes 100 MiB unpacked. */
    private static final long LARGEST = 100L * 1024 * 1024;

    /** Reads to the end, so that half an archive is noticed. */
    static ChartArchive read(Path file) throws IOException {
        ChartDescription own = null;
        ChartDescription requirements = null;
        Map<String, String> vendored = new HashMap<>();
        long all = 0;
        try (InputStream tar = new GZIPInputStream(Files.newInputStream(file))) {
            String longName = null;
            for (byte[] header = tar.readNBytes(BLOCK);
                    header.length == BLOCK && header[0] != 0;
                    header = tar.readNBytes(BLOCK)) {
                long size = size(header);
                all += size;
                if (all > LARGEST) {
                    throw new IOException("larger than a chart may be");
                }
                String name = longName == null ? name(header) : longName;
                boolean isLongName = header[TYPE] == 'L';
                boolean wanted = isLongName || name.endsWith("/Chart.yaml") || name.endsWith("/requirements.yaml");
                byte[] content = content(tar, size, wanted);
                longName = isLongName ? new String(content, StandardCharsets.UTF_8).replace("\0", "") : null;
                String[] parts = name.replaceFirst("^\\./", "").split("/");
                if (isLongName) {
                    continue;
                }
                if (parts.length == 2 && parts[1].equals("Chart.yaml")) {
                    own = ChartDescription.read(file, content);
                } else if (parts.length == 2 && parts[1].equals("requirements.yaml")) {
                    requirements = ChartDescription.dependencies(file, content);
                } else if (parts.length == 4 && parts[1].equals("charts") && parts[3].equals("Chart.yaml")) {
                    ChartDescription below = ChartDescription.read(file, content);
                    vendored.put(String.valueOf(below.name()), String.valueOf(below.version()));
                } else if (parts.length == 3 && parts[1].equals("charts") && parts[2].endsWith(".tgz")) {
                    vendored.put(parts[2].replaceFirst("-v?\\d[^/]*\\.tgz$", ""), "");
                }
            }
            tar.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return new ChartArchive(own, requirements, Map.copyOf(vendored));
    }

    private static byte[] content(InputStream tar, long size, boolean wanted) throws IOException {
        long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
        if (wanted && size <= LONGEST_DESCRIPTION) {
            byte[] content = tar.readNBytes((int) size);
            skip(tar, padded - size);
            return content;
        }
        skip(tar, padded);
        return new byte[0];
    }

    private static void skip(InputStream tar, long length) throws IOException {
        try {
            tar.skipNBytes(length);
        } catch (EOFException e) {
            throw new IOException("ends in the midst of a file", e);
        }
    }

    private static String name(byte[] header) {
        String name = text(header, 0, NAME);
        String prefix = text(header, PREFIX, PREFIX_LENGTH);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static long size(byte[] header) throws IOException {
        String octal = text(header, SIZE, SIZE_LENGTH).strip();
        try {
            return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
        } catch (NumberFormatException e) {
            throw new IOException("no archive", e);
        }
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
