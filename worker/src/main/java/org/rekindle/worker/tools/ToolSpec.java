// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code tools.yaml}.
 *
 * @param name the command
 * @param version the version that is wanted, without a leading v
 * @param ask the arguments that make the tool print its version
 * @param module the folder of the pinned Go module
 * @param goPackage what to build in it
 * @param linkerFlags for {@code -ldflags}, beside {@code -s -w}; may be empty
 * @param patch what is changed in a module that is built from; null when it is built as it is published
 * @param onRequest whether it is made only when it is named
 * @param minutes how long a first build takes on two cores
 * @param downloads what its publisher offers, with checksums
 */
public record ToolSpec(
        String name,
        String version,
        List<String> ask,
        String module,
        @JsonProperty("package") String goPackage,
        @Nullable String linkerFlags,
        @Nullable Patch patch,
        boolean onRequest,
        int minutes,
        @Nullable List<Download> downloads) {

    /**
     * A change to the sources of a required module.
     *
     * @param module its path, such as {@code sigs.k8s.io/cluster-api/test}
     * @param file the patch, beside the pinned module's files
     */
    public record Patch(String module, String file) {}

    /**
     * An archive that holds the tool.
     *
     * @param platform such as {@code linux-amd64}
     * @param sha256 of the file at {@code url}, hex
     * @param member the path of the tool in the tar archive; null when the file is the tool itself
     */
    public record Download(
            String platform,
            URI url,
            String sha256,
            @Nullable String member) {}

    /** What its publisher offers for a platform. */
    public Optional<Download> downloadFor(String platform) {
        return Objects.requireNonNullElse(downloads, List.<Download>of()).stream()
                .filter(download -> download.platform().equals(platform))
                .findFirst();
    }

    /** Whether this is what the tool prints when it is the version that is wanted: 1.5.1 is neither 1.5.10 nor 1.5.1-rc1. */
    public boolean isVersionIn(String printed) {
        return Pattern.compile("(?<![\\d.])" + Pattern.quote(version) + "(?![\\d.]*\\d|-[a-zA-Z])")
                .matcher(printed)
                .find();
    }
}
