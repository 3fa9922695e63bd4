// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Fetches a tool that its publisher offers, and trusts it by its checksum alone. */
final class ToolDownload {
    // Long enough for a slow network, short enough for a machine that may not reach the outside at all.
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofMinutes(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /**
     * The tool, in the work folder.
     *
     * @throws IOException when it cannot be fetched, or is not what the checksum says; the message says which
     */
    Path fetch(ToolSpec spec, ToolSpec.Download download, Path work) throws IOException {
        Path file = work.resolve("download");
        String found = transfer(download, file);
        if (!found.equalsIgnoreCase(download.sha256())) {
            Files.delete(file);
            throw new IOException(download.url() + " has the SHA-256 " + found + ", and " + download.sha256()
                    + " is wanted: it is not used");
        }
        if (download.member() == null) {
            return file;
        }
        Path unpacked = Files.createDirectory(work.resolve("unpacked"));
        if (Command.output(List.of(
                        "tar",
                        "-xzf",
                        file.toString(),
                        "-C",
                        unpacked.toString(),
                        "--no-same-owner",
                        download.member()))
                .isEmpty()) {
            throw new IOException(download.url() + " holds no " + download.member() + " that tar can unpack");
        }
        return unpacked.resolve(download.member());
    }

    private String transfer(ToolSpec.Download download, Path file) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(download.url()).timeout(WHOLE).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream body = new DigestInputStream(response.body(), digest)) {
                if (response.statusCode() != 200) {
                    throw new IOException(download.url() + " answered " + response.statusCode());
                }
                Files.copy(body, file);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolUnavailableException("interrupted while fetching " + download.url(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
