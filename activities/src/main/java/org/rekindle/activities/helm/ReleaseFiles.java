// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.activities.process.Workspace;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.fleet.RepositoryAccess;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * The files that a release is made from, as absolute paths.
 *
 * @param chart a path, or the name of a chart that is found elsewhere
 * @param values in the order in which they are layered; plain ones in the workspace for those that sops had encrypted
 */
record ReleaseFiles(String chart, List<String> values) {

    /** {@code NOT_FOUND} or {@code REFUSED}, with everything that is missing or is not what it should be. */
    static ReleaseFiles check(Release release) {
        List<FileFault> faults = new ArrayList<>();
        String chart = release.chart();
        if (release.repository() == null && !chart.startsWith("oci://")) {
            Path path = absolute(chart);
            chart = path.toString();
            ChartFiles.fault(path).ifPresent(faults::add);
        }
        List<String> values = new ArrayList<>();
        for (String name : release.valuesFiles()) {
            Path path = absolute(name);
            values.add(path.toString());
            ValuesFile.fault(path).ifPresent(faults::add);
        }
        RepositoryAccess access = release.repositoryAccess();
        if (access != null && !Files.isReadable(Path.of(access.passwordFile()))) {
            faults.add(new FileFault(
                    Path.of(access.passwordFile()), 0, "is not there", "put the repository's password there"));
        }
        if (!faults.isEmpty()) {
            throw Failures.of(
                    code(faults),
                    "Release " + release.name() + " cannot be deployed: "
                            + faults.stream().map(FileFault::toString).collect(Collectors.joining("; and ")) + ".");
        }
        return new ReleaseFiles(chart, List.copyOf(values));
    }

    private static FailureCode code(List<FileFault> faults) {
        if (faults.stream().allMatch(fault -> Files.exists(fault.file()))) {
            return FailureCode.REFUSED;
        }
        return FailureCode.NOT_FOUND;
    }

    /** The same files, those that sops encrypted in plain text in the workspace, which goes after use. */
    ReleaseFiles decrypted(Workspace workspace) {
        Path program = Sops.find();
        List<String> plain = new ArrayList<>();
        for (String name : values) {
            Path file = Path.of(name);
            if (program != null && ValuesFile.isEncryptedBySops(file)) {
                plain.add(plain(program, file, workspace).toString());
            } else {
                plain.add(name);
            }
        }
        return new ReleaseFiles(chart, List.copyOf(plain));
    }

    /** The password of the chart's repository, where it has one. */
    List<String> passwords(Release release) {
        RepositoryAccess access = release.repositoryAccess();
        try {
            if (access == null) {
                return List.of();
            }
            return List.of(Files.readString(Path.of(access.passwordFile())).strip());
        } catch (IOException e) {
            throw Failures.of(FailureCode.NOT_FOUND, "The file " + access.passwordFile() + " cannot be read as text.");
        }
    }

    private static Path plain(Path program, Path file, Workspace workspace) {
        Path plain = Sops.decrypt(program, file, workspace.folder());
        ValuesFile.fault(plain, false).ifPresent(fault -> {
            throw Failures.of(FailureCode.REFUSED, "Decrypted by sops, " + fault.of(file) + ".");
        });
        return plain;
    }

    private static Path absolute(String name) {
        return Path.of(name).toAbsolutePath().normalize();
    }
}
