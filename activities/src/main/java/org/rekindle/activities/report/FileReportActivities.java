// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.ReportActivities;
import org.rekindle.workflows.api.ReportActivities.PastTimesOf;
import org.rekindle.workflows.api.ReportActivities.Rebuilt;
import org.rekindle.workflows.api.ReportActivities.ReportKept;
import org.rekindle.workflows.api.ReportActivities.ReportRequest;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.PastTime;
import org.rekindle.workflows.model.run.PastTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    /** What the file of a run's times ends in; it lies beside the run's report. */
    private static final String TIMES = ".times.json";

    private static final Logger LOG = LoggerFactory.getLogger(FileReportActivities.class);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    /** How long the work of one run took, and in which cloud. */
    private record Times(String cloud, List<PastTime> times) {}

    private final Path folder;
    private final RebuiltClusters clusters;

    /** @param folder made when the first report is kept */
    public FileReportActivities(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.clusters = new RebuiltClusters(this.folder);
    }

    @Override
    public ReportKept keep(ReportRequest request) {
        Path folderOfCluster = folder.resolve(checked("cluster", request.cluster()));
        Path page = folderOfCluster.resolve(checked("report name", request.name()) + ".md");
        try {
            Files.createDirectories(folderOfCluster, OWNER_ALONE);
            write(page, request.markdown());
            if (!request.times().isEmpty()) {
                Path times = folderOfCluster.resolve(request.name() + TIMES);
                write(times, JSON.writeValueAsString(new Times(request.cloud(), request.times())));
            }
        } catch (IOException e) {
            throw Failures.of(FailureCode.UNAVAILABLE, "The report could not be written to " + page + ": " + e);
        }
        return new ReportKept(page.toString());
    }

    @Override
    public void rebuilt(Rebuilt rebuilt) {
        Path folderOfCluster = folder.resolve(checked("cluster", rebuilt.cluster()));
        try {
            Files.createDirectories(folderOfCluster, OWNER_ALONE);
            clusters.remember(rebuilt);
        } catch (IOException e) {
            throw Failures.of(FailureCode.UNAVAILABLE, "It could not be written to " + folderOfCluster + ": " + e);
        }
    }

    /** Files that cannot be read are left out: what they would have shown is only an expectation. */
    @Override
    public PastTimes times(PastTimesOf cloud) {
        if (!Files.isDirectory(folder)) {
            return PastTimes.NONE;
        }
        try (Stream<Path> files =
                Files.find(folder, 2, (file, kind) -> file.toString().endsWith(TIMES))) {
            return new PastTimes(files.flatMap(file -> read(file).stream())
                    .filter(times -> times.cloud().equals(cloud.cloud()))
                    .flatMap(times -> times.times().stream())
                    .sorted(Comparator.comparing(PastTime::at))
                    .toList());
        } catch (IOException | UncheckedIOException e) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE, "The times of past runs could not be read in " + folder + ": " + e);
        }
    }

    private static Optional<Times> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), Times.class));
        } catch (IOException e) {
            LOG.warn("The times of a past run are left out, since {} cannot be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    static void write(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), ".draft-", ".tmp");
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
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
