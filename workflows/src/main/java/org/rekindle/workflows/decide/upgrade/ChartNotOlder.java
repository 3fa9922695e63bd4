// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.decide.compatibility.ChartVersion;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.model.Template;

/**
 * The chart does not go back. Magnum reads it from the template alone: one without the label silently takes the driver's default,
 * which may be older than what is installed.
 */
final class ChartNotOlder implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        Template from = hop.from();
        String target = hop.to().chartVersion();
        if (from == null) {
            return Stream.of(new Finding(
                    "chart not older",
                    Verdict.CANNOT_KNOW,
                    "The project does not see the cluster's own template, so it is not known which chart it has; it would"
                            + " get " + target + ".",
                    "The operators of the cloud can tell, or share the template with the project."));
        }
        String current = Compatibility.chartOf(from);
        Optional<ChartVersion> now = ChartVersion.parse(current);
        Optional<ChartVersion> then = ChartVersion.parse(target);
        if (now.isEmpty() || then.isEmpty()) {
            return current.equals(target)
                    ? Stream.empty()
                    : Stream.of(new Finding(
                            "chart not older",
                            Verdict.CANNOT_KNOW,
                            "Charts " + current + " and " + target + " cannot be compared.",
                            "The dates of their releases would tell which is older."));
        }
        return then.get().compareTo(now.get()) >= 0
                ? Stream.empty()
                : Stream.of(new Finding(
                        "chart not older",
                        Verdict.REFUSES,
                        "The cluster has chart " + current + ", and template "
                                + hop.to().template().name()
                                + (hop.to().template().chartVersion() == null
                                        ? " names none, so that the driver's default " + target + " would be taken"
                                        : " has " + target)
                                + ": a step back.",
                        "Use a template that names chart " + current + " or a later one."));
    }
}
