"""Model classes, made at import from the engine's catalog: its names, options and defaults are the
only ones there are. A model that C++ learns appears here by itself.
"""

from __future__ import annotations

import inspect
import keyword
from typing import Any, NamedTuple

from . import _core
from .errors import CallTypeError

# Words that the field writes in capitals; all others become Words.
_CAPITALS = set("ar arima arma ces dotm dstm ets garch gru lstm ma nar otm sarima scum ses tbats var".split())


class Option(NamedTuple):
    """One option of a model."""

    name: str
    default: Any
    help: str


class ModelInfo(NamedTuple):
    """One model of the catalog."""

    word: str
    class_name: str
    summary: str
    aliases: tuple[str, ...]
    options: tuple[Option, ...]
    combines: bool


def class_name(word: str) -> str:
    """The class of a model word.

    >>> class_name("auto_ets"), class_name("seasonal_naive")
    ('AutoETS', 'SeasonalNaive')
    """
    return "".join(p.upper() if p in _CAPITALS else p.capitalize() for p in word.split("_"))


def _default(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    if text == "estimated":
        return None
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            pass
    return text


def _python_name(option: str) -> str:
    return option + "_" if keyword.iskeyword(option) else option


def _info(word: str, aliases: list[str], summary: str, options: list[Any]) -> ModelInfo:
    kept = [Option(_python_name(n), _default(d), h) for n, d, h in options if n != "(models)"]
    combines = len(kept) < len(options)
    return ModelInfo(word, class_name(word), summary, tuple(aliases), tuple(kept), combines)


_CATALOG = [_info(*entry) for entry in _core.catalog()]


def models() -> list[ModelInfo]:
    """Every model with its options and their defaults.

    >>> [m.word for m in models()][:2]
    ['naive', 'seasonal_naive']
    """
    return list(_CATALOG)


def _text(value: Any) -> str:
    """A value as model words write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "/".join("_" if part is None else _text(part) for part in value)
    if isinstance(value, float):
        return repr(value)
    return str(value)


class ModelDefinition:
    """A model with its options; ``str`` gives its model word, which names its column in results.

    Works like an estimator of scikit-learn: ``get_params``, ``set_params``, ``clone``.
    """

    _info: ModelInfo

    def __init__(self, *parts: ModelDefinition | str, **options: Any) -> None:
        if parts and not self._info.combines:
            raise CallTypeError(
                f"{self._info.class_name} takes options by name only, such as "
                + ", ".join(f"{o.name}=" for o in self._info.options[:3])
                if self._info.options
                else f"{self._info.class_name} takes no options"
            )
        self._parts = tuple(parts)
        self._options = dict(options)
        str(self)

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """All options with their values."""
        params: dict[str, Any] = {"parts": self._parts} if self._info.combines else {}
        params.update({o.name: self._options.get(o.name, o.default) for o in self._info.options})
        return params

    def set_params(self, **params: Any) -> ModelDefinition:
        """Changes options; gives the model itself."""
        self._parts = tuple(params.pop("parts", self._parts))
        self._options.update(params)
        str(self)
        return self

    def __sklearn_clone__(self) -> ModelDefinition:
        return type(self)(*self._parts, **self._options)

    def __str__(self) -> str:
        defaults = {o.name: o.default for o in self._info.options}
        words = [word_of(part) for part in self._parts]
        for name, value in self._options.items():
            if name in defaults and (value is None or value == defaults[name]):
                continue
            words.append(f"{name.removesuffix('_')}={_text(value)}")
        word = self._info.word + (f"({','.join(words)})" if words else "")
        _core.check_words(word)
        return word

    def __repr__(self) -> str:
        parts = [repr(part) for part in self._parts]
        parts += [f"{name}={value!r}" for name, value in self._options.items()]
        return f"{type(self).__name__}({', '.join(parts)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ModelDefinition) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __reduce__(self) -> Any:
        return _restore, (self._info.word, self._parts, self._options)


def _restore(word: str, parts: tuple[Any, ...], options: dict[str, Any]) -> ModelDefinition:
    return CLASSES[class_name(word)](*parts, **options)


def _class_of(info: ModelInfo) -> type[ModelDefinition]:
    kind = inspect.Parameter
    parameters = [kind("parts", kind.VAR_POSITIONAL)] if info.combines else []
    parameters += [kind(o.name, kind.KEYWORD_ONLY, default=o.default) for o in info.options]
    lines = [info.summary[:1].upper() + info.summary[1:] + ".", "", f"Model word: ``{info.word}``."]
    if info.combines:
        lines += ["", "Args:", "    parts: the models inside, as objects or words."]
    elif info.options:
        lines += ["", "Args:"]
    lines += [f"    {o.name}: {o.help} (default: {o.default})." for o in info.options]
    made = type(
        info.class_name,
        (ModelDefinition,),
        {"_info": info, "__doc__": "\n".join(lines), "__module__": "foretell"},
    )
    made.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return made


CLASSES: dict[str, type[ModelDefinition]] = {info.class_name: _class_of(info) for info in _CATALOG}
for _entry in _CATALOG:
    for _alias in _entry.aliases:
        CLASSES.setdefault(class_name(_alias), CLASSES[_entry.class_name])


def word_of(model: Any) -> str:
    """The model word of an object, or the word itself."""
    if isinstance(model, (ModelDefinition, str)):
        return str(model)
    if isinstance(model, type) and issubclass(model, ModelDefinition):
        raise CallTypeError(f"models: {model.__name__} is a class; write {model.__name__}()")
    library = type(model).__module__.partition(".")[0]
    name = type(model).__name__
    cure = f"write ft.{name}()" if name in CLASSES else "ft.models() lists what there is"
    raise CallTypeError(f"models: a {name} of {library} is no model of Foretell; {cure}")


def words_of(models: Any) -> str:
    """The model words of one model or of several."""
    if isinstance(models, (list, tuple)):
        if not models:
            raise CallTypeError('models: the list is empty; give one model, or leave out for "auto"')
        return ",".join(word_of(model) for model in models)
    return word_of(models)
