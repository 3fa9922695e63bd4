// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.TemplatePolicy;

/**
 * Whether a cluster's templates can be built from. One that cannot is a note as long as another one can; only when none is
 * left it stops a recovery.
 */
final class TemplateCheckup {

    private final Stock stock;
    private final Findings findings;

    TemplateCheckup(Stock stock, Findings findings) {
        this.stock = stock;
        this.findings = findings;
    }

    /**
     * The templates that can be built from, in the fleet file's order.
     *
     * @param shape null when it is not known; what it names is not looked for on the template
     */
    List<MagnumTemplate> usable(ClusterProfile profile, @Nullable Shape shape) {
        String about = profile.cluster() + ": templates";
        List<MagnumTemplate> usable = new ArrayList<>();
        List<Rung> rungs = new ArrayList<>();
        List<Template> visible = visible();
        for (String wanted : profile.templates()) {
            MagnumTemplate template = find(about, wanted);
            if (template == null) {
                continue;
            }
            JsonNode image = template.image() == null ? null : stock.image(template.image());
            List<String> faults = new TemplateFaults(stock).of(template, image, shape);
            faults.forEach(fault -> findings.note(
                    about, "The template " + template.name() + " cannot be built from: " + fault, cure(wanted)));
            if (faults.isEmpty()) {
                Rung rung =
                        Compatibility.judge(TemplateSearch.template(template, image), profile.compatibility(), visible);
                chart(about, template);
                if (isTaken(about, profile, rung)) {
                    usable.add(template);
                    rungs.add(rung);
                }
            }
        }
        verdict(about, rungs);
        return usable;
    }

    /** All templates with what their images say, of which those count that the site publishes. */
    private List<Template> visible() {
        return stock.templates().stream()
                .map(template -> TemplateSearch.template(
                        template, template.image() == null ? null : stock.image(template.image())))
                .toList();
    }

    private @Nullable MagnumTemplate find(String about, String wanted) {
        List<MagnumTemplate> byUuid = stock.templates().stream()
                .filter(template -> template.uuid().equals(wanted))
                .toList();
        List<MagnumTemplate> found = byUuid.isEmpty()
                ? stock.templates().stream()
                        .filter(template -> template.name().equals(wanted))
                        .toList()
                : byUuid;
        if (found.size() == 1) {
            return found.get(0);
        }
        MagnumTemplate odd = stock.oddTemplate(wanted);
        if (found.isEmpty() && odd != null) {
            findings.note(
                    about,
                    "Of the template " + wanted + " the field " + String.join(", ", odd.odd())
                            + " cannot be understood, so nothing is built from it.",
                    NotUnderstood.CURE);
        } else if (found.isEmpty()) {
            findings.note(about, "The project sees no template " + wanted + ".", cure(wanted));
        } else {
            findings.note(
                    about,
                    "The project sees " + found.size() + " templates named " + wanted + ".",
                    "Write the UUID of the one that is meant under templates: of the fleet file.");
        }
        return null;
    }

    private void chart(String about, MagnumTemplate template) {
        if (!template.allLabels().containsKey(MagnumTemplate.CHART)) {
            findings.note(
                    about,
                    "The template " + template.name() + " has no label " + MagnumTemplate.CHART
                            + ". The driver then takes its own default, " + Compatibility.DRIVER_DEFAULT_CHART
                            + " unless the operators have set another one, and an upgrade to it may go back to an older"
                            + " chart unseen.",
                    "Use a template that names its chart; labels of the cluster do not count.");
        }
    }

    private boolean isTaken(String about, ClusterProfile profile, Rung rung) {
        if (rung.fits()) {
            return true;
        }
        boolean isTried = profile.policy().templates() == TemplatePolicy.AS_LISTED;
        findings.note(
                about,
                "The template " + rung.template().name() + " does not fit"
                        + (isTried ? ", and is tried all the same (templates: as-listed). " : ". ") + rung.why(),
                "Use one whose chart and Kubernetes version fit together; `./rekindle compat` says which do.");
        return isTried;
    }

    private void verdict(String about, List<Rung> rungs) {
        if (rungs.isEmpty()) {
            findings.stops(
                    about,
                    "None of the templates in the fleet file can be built from.",
                    "Put right what the notes say, or add a template that fits under templates: of the fleet file.");
        } else {
            findings.ok(
                    about,
                    "It can be rebuilt from "
                            + rungs.stream()
                                    .map(rung -> rung.template().name() + " (" + rung.kubernetesVersion() + ", chart "
                                            + rung.chartVersion() + ")")
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }

    private static String cure(String wanted) {
        return "Take " + wanted + " out of templates: in the fleet file, or have it put right by whoever made it.";
    }
}
