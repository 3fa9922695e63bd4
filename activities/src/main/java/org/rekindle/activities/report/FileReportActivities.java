// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.ReportActivities;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.ReportKept;
import org.rekindle.workflows.model.ReportRequest;

/**
 * Keeps reports as {@code <folder>/<cluster>/<name>.md}.
 *
 * <p>A page appears whole or not at all, so that a reader never sees half of one. Throws {@code REFUSED} for a cluster or
 * name that is no plain file name, and {@code UNAVAILABLE} when the folder cannot be written to.
 */
public final class FileReportActivities implements ReportActivities {

    /** A first letter or digit rules out {@code .}, {@code ..} and drafts; there is no slash to lead out of the folder. */
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    /** @param folder made when the first report is kept */
    public FileReportActivities(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public ReportKept keep(ReportRequest request) {
        Path folderOfCluster = folder.resolve(checked("cluster", request.cluster()));
        Path page = folderOfCluster.resolve(checked("report name", request.name()) + ".md");
        try {
            Files.createDirectories(folderOfCluster, OWNER_ALONE);
            Path draft = Files.createTempFile(folderOfCluster, ".draft-", ".md");
            try {
                Files.writeString(draft, request.markdown());
                Files.move(draft, page, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw Failures.of(FailureCode.UNAVAILABLE, "The report could not be written to " + page + ": " + e);
        }
        return new ReportKept(page.toString());
    }

    private static String checked(String what, String name) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "The " + what + " \"" + name + "\" cannot be a file name: use letters, digits, '.', '_' and '-',"
                            + " the first of them a letter or digit, at most 128.");
        }
        return name;
    }
}
