// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.magnum.CloudTemplates;
import org.rekindle.worker.fleet.CompatibilityTable;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Certainty;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rekindle compat}. */
@Command(
        name = "compat",
        description = {
            "Say which version of the Cluster API chart fits which Kubernetes version, with the source of each answer.",
            "The fleet file's own rows come before the shipped ones, where there is a fleet file.",
            "Exit code 1 when what was asked for does not fit, or when that is not known."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle compat                                     the whole table",
            "  ./rekindle compat --kubernetes 1.33                   the charts that fit",
            "  ./rekindle compat --kubernetes 1.33.2 --chart 0.10.1  do these two fit, and why not",
            "  ./rekindle compat --cloud jetstream2                  the templates of a cloud"
        })
final class CompatCommand implements Callable<Integer> {

    @Option(names = "--kubernetes", paramLabel = "V", description = "A version of Kubernetes, such as 1.33.2.")
    private @Nullable String kubernetes;

    @Option(names = "--chart", paramLabel = "V", description = "A version of the chart, such as 0.16.0.")
    private @Nullable String chart;

    @Option(
            names = "--cloud",
            paramLabel = "NAME",
            description = "Judge the templates of this entry of clouds.yaml. Changes nothing.")
    private @Nullable String cloud;

    @Mixin
    private FleetOption fleet = new FleetOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private List<CompatibilityRow> rows = CompatibilityTable.shipped().rows();

    @Override
    public Integer call() {
        String version =
                Optional.ofNullable(kubernetes).map(CompatCommand::parsed).orElse(null);
        if (cloud != null) {
            return templates(cloud, version);
        }
        rows = fleet.readIfThere().map(FleetFile::compatibility).orElse(rows);
        if (version != null && chart != null) {
            return pair(version, chart);
        }
        return table(version);
    }

    private static String parsed(String text) {
        return KubernetesVersion.parse(text)
                .map(KubernetesVersion::toString)
                .orElseThrow(() -> new CliFailure(
                        ExitCode.USAGE, "--kubernetes " + text + ": give a version such as 1.33.2 or 1.33."));
    }

    private int pair(String version, String asked) {
        CandidateTemplate candidate = judge(version, asked);
        if (output.isJson()) {
            print(JsonOutput.write(candidate));
        } else {
            print(verdict(candidate) + " " + Sentences.of(candidate.reasons()));
            candidate.warnings().stream().map(Sentences::of).forEach(this::print);
            rows.stream().filter(row -> row.chart().equals(asked)).forEach(row -> print("Source: " + row.source()));
        }
        return ExitCode.okOrFailed(candidate.fits());
    }

    private static String verdict(CandidateTemplate candidate) {
        if (candidate.certainty() == Certainty.UNKNOWN) {
            return "It cannot be known.";
        }
        if (candidate.fits()) {
            return "They fit.";
        }
        return "They do not fit.";
    }

    private int table(@Nullable String version) {
        List<CompatibilityRow> found = rows.stream()
                .filter(row -> chart == null || row.chart().equals(chart))
                .filter(row -> version == null || judge(version, row.chart()).fits())
                .toList();
        if (output.isJson()) {
            print(JsonOutput.write(found));
        } else if (found.isEmpty()) {
            print(nothingFound(version));
        } else {
            Table table = new Table("CHART", "KUBERNETES TESTED", "OPENSTACKCLUSTER", "--cloud-provider");
            found.forEach(row -> table.row(
                    chartName(row), String.join(", ", row.tested()), row.openStackClusterApi(), providerFlag(row)));
            spec.commandLine().getOut().print(table);
            print("Sources: docs/compatibility.md, or -o json.");
        }
        return ExitCode.okOrFailed(!found.isEmpty());
    }

    private String nothingFound(@Nullable String version) {
        if (version != null) {
            return "No chart of the table was tested with " + version + ".";
        }
        return "The table does not know chart " + chart + "; it knows "
                + rows.get(0).chart() + " to "
                + rows.get(rows.size() - 1).chart() + ".";
    }

    private static String chartName(CompatibilityRow row) {
        if (row.own()) {
            return row.chart() + " (yours)";
        }
        return row.chart();
    }

    private static String providerFlag(CompatibilityRow row) {
        if (row.cloudProviderFlag()) {
            return "passed: not with Kubernetes 1.33 and later";
        }
        return "not passed";
    }

    private int templates(String name, @Nullable String version) {
        FleetFile file = fleet.read();
        rows = file.compatibility();
        List<Template> site =
                new CloudTemplates(CloudAccess.by(file.cloudsFile())).look(name).templates();
        List<CandidateTemplate> candidates = site.stream()
                .map(template -> Compatibility.judge(template, rows, site))
                .filter(candidate -> chart == null || candidate.chartVersion().equals(chart))
                .filter(candidate -> version == null || sameMinor(version, candidate.kubernetesVersion()))
                .toList();
        if (output.isJson()) {
            print(JsonOutput.write(candidates));
        } else if (candidates.isEmpty()) {
            print("The cloud " + name + " has no such template.");
        } else {
            Table table = new Table("TEMPLATE", "KUBERNETES", "CHART", "FITS", "RESTS ON", "WHY");
            candidates.forEach(candidate -> table.row(
                    candidate.template().name(),
                    candidate.kubernetesVersion(),
                    candidate.chartVersion(),
                    fits(candidate),
                    candidate.evidence().words(),
                    Sentences.of(Stream.concat(candidate.reasons().stream(), candidate.warnings().stream())
                            .toList())));
            spec.commandLine().getOut().print(table);
            spec.commandLine().getOut().flush();
        }
        return ExitCode.okOrFailed(candidates.stream().anyMatch(CandidateTemplate::fits));
    }

    private static String fits(CandidateTemplate candidate) {
        if (candidate.certainty() == Certainty.UNKNOWN) {
            return "cannot know";
        }
        if (candidate.fits()) {
            return "yes";
        }
        return "no";
    }

    private CandidateTemplate judge(String version, String asked) {
        return Compatibility.judge(new Template("", "", null, version, asked, null, false), rows, List.of());
    }

    private static boolean sameMinor(String version, String other) {
        return KubernetesVersion.parse(version)
                .flatMap(one -> KubernetesVersion.parse(other).filter(one::sameMinor))
                .isPresent();
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
