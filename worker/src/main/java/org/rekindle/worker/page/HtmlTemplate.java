// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page in HTML. It escapes all that is put into it. */
final class HtmlTemplate {

    private final Mustache template;

    /** @param name of the file beside this class */
    HtmlTemplate(String name) {
        this.template = new DefaultMustacheFactory("org/rekindle/worker/page").compile(name);
    }

    String of(Map<String, ? extends @Nullable Object> scope) {
        return template.execute(new StringWriter(), scope).toString();
    }
}
