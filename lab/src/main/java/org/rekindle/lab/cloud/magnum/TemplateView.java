// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.Json;

/** A template as the API shows it. */
final class TemplateView {

    private TemplateView() {}

    static Json of(Template template, Request request) {
        return view(template, request, Times.stored(template.createdAt()));
    }

    /** As it is answered to its creation, before it has been through the database. */
    static Json fresh(Template template, Request request) {
        return view(template, request, Times.fresh(template.createdAt()));
    }

    private static Json view(Template template, Request request, @Nullable String createdAt) {
        Json view = Json.of("uuid", template.uuid());
        template.fields().forEach(view::with);
        return view.with("links", Links.of(request.url(), "clustertemplates/" + template.uuid()))
                .with("created_at", createdAt)
                .with("updated_at", Times.stored(template.updatedAt()));
    }
}
