import importlib


class LazyLiteLLM:
    """The import takes seconds; it waits until it is needed."""

    _module = None

    def __getattr__(self, name):
        if self._module is None:
            self._module = importlib.import_module("litellm")
        return getattr(self._module, name)


litellm = LazyLiteLLM()
