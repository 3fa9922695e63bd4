// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.CloudTemplates;
import org.rekindle.worker.fleet.CompatibilityTable;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rekindle compat}. */
@Command(
        name = "compat",
        description = {
            "Say which version of the Cluster API chart fits which Kubernetes version, and who says so.",
            "The fleet file's own rows count before the shipped ones, where there is a fleet file.",
            "Exit code 1 when what was asked for does not fit, or when nobody knows."
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
        String version = kubernetes == null ? null : parsed(kubernetes);
        if (cloud != null) {
            return templates(cloud, version);
        }
        rows = fleet.readIfThere().map(FleetFile::compatibility).orElse(rows);
        return version != null && chart != null ? pair(version, chart) : table(version);
    }

    private static String parsed(String text) {
        return KubernetesVersion.parse(text)
                .map(KubernetesVersion::toString)
                .orElseThrow(() -> new CliFailure(
                        ExitCode.USAGE, "--kubernetes " + text + ": give a version such as 1.33.2 or 1.33."));
    }

    private int pair(String version, String asked) {
        Rung rung = judge(version, asked);
        if (output.isJson()) {
            print(Json.write(rung));
        } else {
            print((rung.certainty() == Certainty.UNKNOWN
                            ? "It cannot be known. "
                            : rung.fits() ? "They fit. " : "They do not fit. ")
                    + rung.why());
            rung.warnings().forEach(this::print);
            rows.stream().filter(row -> row.chart().equals(asked)).forEach(row -> print("Source: " + row.source()));
        }
        return rung.fits() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int table(@Nullable String version) {
        List<CompatibilityRow> found = rows.stream()
                .filter(row -> chart == null || row.chart().equals(chart))
                .filter(row -> version == null || judge(version, row.chart()).fits())
                .toList();
        if (output.isJson()) {
            print(Json.write(found));
        } else if (found.isEmpty()) {
            print(
                    version == null
                            ? "The table does not know chart " + chart + "; it knows "
                                    + rows.get(0).chart() + " to "
                                    + rows.get(rows.size() - 1).chart() + "."
                            : "No chart of the table was tested with " + version + ".");
        } else {
            Table table = new Table("CHART", "KUBERNETES TESTED", "OPENSTACKCLUSTER", "--cloud-provider");
            found.forEach(row -> table.row(
                    row.own() ? row.chart() + " (yours)" : row.chart(),
                    String.join(", ", row.tested()),
                    row.openStackClusterApi(),
                    row.cloudProviderFlag() ? "passed: not with Kubernetes 1.33 and later" : "not passed"));
            spec.commandLine().getOut().print(table);
            print("Sources: docs/compatibility.md, or -o json.");
        }
        return found.isEmpty() ? ExitCode.FAILED : ExitCode.OK;
    }

    private int templates(String name, @Nullable String version) {
        FleetFile file = fleet.read();
        rows = file.compatibility();
        List<Template> site =
                new CloudTemplates(CloudAccess.by(file.cloudsFile())).look(name).templates();
        List<Rung> rungs = site.stream()
                .map(template -> Compatibility.judge(template, rows, site))
                .filter(rung -> chart == null || rung.chartVersion().equals(chart))
                .filter(rung -> version == null || sameMinor(version, rung.kubernetesVersion()))
                .toList();
        if (output.isJson()) {
            print(Json.write(rungs));
        } else if (rungs.isEmpty()) {
            print("The cloud " + name + " has no such template.");
        } else {
            Table table = new Table("TEMPLATE", "KUBERNETES", "CHART", "FITS", "RESTS ON", "WHY");
            rungs.forEach(rung -> table.row(
                    rung.template().name(),
                    rung.kubernetesVersion(),
                    rung.chartVersion(),
                    fits(rung),
                    rung.basis().words(),
                    Stream.concat(Stream.of(rung.why()), rung.warnings().stream())
                            .collect(Collectors.joining(" "))));
            spec.commandLine().getOut().print(table);
            spec.commandLine().getOut().flush();
        }
        return rungs.stream().anyMatch(Rung::fits) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String fits(Rung rung) {
        return rung.certainty() == Certainty.UNKNOWN ? "cannot know" : rung.fits() ? "yes" : "no";
    }

    private Rung judge(String version, String asked) {
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
