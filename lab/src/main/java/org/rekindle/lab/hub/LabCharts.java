// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The Helm charts of the lab, which travel inside this program and are installed from a folder. */
public final class LabCharts {
    private static final List<String> FILES = List.of(
            "support/Chart.yaml",
            "support/values.yaml",
            "support/templates/entrypoint.yaml",
            "support/templates/ingress-controller.yaml",
            "binderhub/Chart.yaml",
            "binderhub/values.yaml",
            "binderhub/templates/config.yaml",
            "binderhub/templates/deployments.yaml",
            "binderhub/templates/rbac.yaml",
            "binderhub/templates/secrets.yaml",
            "binderhub/templates/services.yaml");

    private LabCharts() {}

    /**
     * Writes the charts {@code support} and {@code binderhub} into a folder, each in a folder of its own.
     *
     * @throws UncheckedIOException when the folder cannot be written
     */
    public static void unpack(Path folder) {
        for (String file : FILES) {
            Path target = folder.resolve(file);
            try (InputStream content = LabCharts.class.getResourceAsStream("/org/rekindle/lab/charts/" + file)) {
                if (content == null) {
                    throw new IllegalStateException("the chart file " + file + " is missing from this build");
                }
                Files.createDirectories(target.getParent());
                Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException unwritable) {
                throw new UncheckedIOException("cannot write " + target, unwritable);
            }
        }
    }
}
